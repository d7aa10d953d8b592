/**
 * Replaces the SDK's `JsonCodec2`, which writes a request character by character into a buffer that
 * grows: the SDK's own older codec, which leaves that to V8's JSON.stringify.
 */
export { JsonCodec as JsonCodec2 } from '@smithy/core/protocols';

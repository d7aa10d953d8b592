/** Whether a Region is of the partition `aws`: credentials of China, GovCloud and the sovereign clouds are no good there. */
export const isCommercial = (region: string): boolean => !/^(cn|eusc|us-gov|us-iso|eu-iso)/.test(region);

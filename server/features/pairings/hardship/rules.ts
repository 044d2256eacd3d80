export const situationContext = (fileId: string): string => `hardship_files.situation/${fileId}`
export const wishContext = (fileId: string): string => `hardship_files.wish/${fileId}`
export const answerContext = (fileId: string): string => `hardship_files.answer/${fileId}`
export const whatContext = (aidId: string): string => `hardship_aids.what/${aidId}`

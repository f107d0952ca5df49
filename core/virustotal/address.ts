// Where VirusTotal is. Nothing of ours ever goes to another origin.
export const virusTotal = 'https://www.virustotal.com';

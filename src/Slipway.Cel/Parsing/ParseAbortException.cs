namespace Slipway.Cel.Parsing;

/// <summary>A limit of the parser is exceeded; the issue is already reported. Never leaves the parser.</summary>
internal sealed class ParseAbortException : Exception;

namespace Slipway.Cel.Parsing;

/// <summary>A token is not what a rule of the grammar needs; the issue is already reported. Never leaves the parser.</summary>
internal sealed class ParseMismatchException : Exception;

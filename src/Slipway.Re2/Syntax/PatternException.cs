namespace Slipway.Re2.Syntax;

/// <summary>A pattern is wrong.</summary>
/// <param name="problem">What is wrong, in RE2's words.</param>
/// <param name="part">The part that is wrong.</param>
internal sealed class PatternException(string problem, string part) : Exception($"error parsing regexp: {problem}: `{part}`");

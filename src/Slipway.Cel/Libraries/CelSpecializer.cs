using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries;

/// <summary>
/// Prepares a function for arguments that are constants of the expression, such as a regular expression, when it is compiled.
/// </summary>
/// <param name="constants">One entry an argument; null where it is not constant.</param>
/// <param name="error">Why the expression cannot be compiled with these constants; null where it can.</param>
/// <returns>The prepared function; null to use the overload's own.</returns>
public delegate CelFunction? CelSpecializer(IReadOnlyList<CelValue?> constants, out string? error);

using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries;

/// <summary>
/// What a function does. The arguments, of a member function the target first, have the kinds that the overload declares and are no errors
/// unless the overload is not strict. Answers a <see cref="CelError"/> where it fails; never throws for what the arguments are.
/// </summary>
public delegate CelValue CelFunction(ReadOnlySpan<CelValue> arguments);

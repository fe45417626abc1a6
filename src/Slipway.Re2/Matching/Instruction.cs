using System.Runtime.InteropServices;

namespace Slipway.Re2.Matching;

/// <summary>A step of a program.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Next">The step that follows.</param>
/// <param name="Argument">
/// The other step of a choice, the character, the set's number, the places that must be there, or the number of the place that is noted.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Instruction(Operation Operation, int Next, int Argument);

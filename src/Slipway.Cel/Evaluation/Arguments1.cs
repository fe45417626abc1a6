using System.Runtime.CompilerServices;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>One argument on the stack.</summary>
[InlineArray(1)]
internal struct Arguments1
{
    private CelValue _first;
}

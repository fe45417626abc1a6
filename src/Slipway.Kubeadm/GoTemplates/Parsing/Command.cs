using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>A value, or a function and its arguments.</summary>
/// <param name="Words">One at least.</param>
internal sealed record Command(ImmutableArray<Operand> Words)
{
    /// <summary>Where it stands.</summary>
    public int Offset => Words[0].Offset;
}

using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
/// <param name="Variables">The variables that get the value.</param>
/// <param name="IsAssignment">Whether they are there already.</param>
/// <param name="Commands">One at least.</param>
/// <param name="Offset">Where it stands.</param>
internal sealed record Pipeline(ImmutableArray<string> Variables, bool IsAssignment, ImmutableArray<Command> Commands, int Offset);

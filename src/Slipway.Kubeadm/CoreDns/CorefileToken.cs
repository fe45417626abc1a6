namespace Slipway.Kubeadm.CoreDns;

/// <summary>A word of a Corefile.</summary>
/// <param name="Text">The word, without quotes.</param>
/// <param name="Line">The line on which it ends, from 1.</param>
internal readonly record struct CorefileToken(string Text, int Line);

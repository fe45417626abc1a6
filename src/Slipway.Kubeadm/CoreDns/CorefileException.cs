namespace Slipway.Kubeadm.CoreDns;

/// <summary>A Corefile cannot be read, or cannot be brought to another release.</summary>
/// <param name="message">Why.</param>
internal sealed class CorefileException(string message) : Exception(message);

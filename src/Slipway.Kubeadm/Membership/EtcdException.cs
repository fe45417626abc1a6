namespace Slipway.Kubeadm.Membership;

/// <summary>etcd did not answer, or refused.</summary>
/// <param name="message">What was asked of whom, and what came back.</param>
/// <param name="inner">The failure underneath.</param>
internal sealed class EtcdException(string message, Exception? inner = null) : IOException(message, inner);

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>A Node that kubeadm marked as one of the control plane.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReady">Whether it can run pods.</param>
internal sealed record MarkedNode(string Name, bool IsReady);

using k8s.Models;

namespace Slipway.Core.Machines.Deletion;

/// <summary>A pod of a Node, with what a drain does with it.</summary>
internal sealed record PodOnNode(DrainPod Pod, V1Pod Source);

using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

namespace Slipway.Kubeadm.CloudInit;

/// <summary>Everything that a machine is told to do at its first boot, with all references resolved.</summary>
/// <param name="Spec">Commands, users, disks and time servers as the user wrote them; passwords already resolved.</param>
/// <param name="KubeadmVerb"><c>init</c> or <c>join</c>.</param>
/// <param name="KubeadmConfigPath">The file that kubeadm is given.</param>
/// <param name="Files">All files, in the order they are written.</param>
internal sealed record BootInstructions(
    KubeadmConfigSpec Spec, string KubeadmVerb, string KubeadmConfigPath, ImmutableArray<BootFile> Files);

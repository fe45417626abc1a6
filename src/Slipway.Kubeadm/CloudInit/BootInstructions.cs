using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

namespace Slipway.Kubeadm.CloudInit;

/// <summary>Everything that a machine is told to do at its first boot, with all references resolved.</summary>
/// <param name="Spec">Commands, users, disks and time servers as the user wrote them; passwords already resolved.</param>
/// <param name="KubeadmVerb"><c>init</c> or <c>join</c>.</param>
/// <param name="KubeadmConfig">The text of the file that kubeadm is given.</param>
/// <param name="Files">All other files, in the order they are written.</param>
internal sealed record BootInstructions(KubeadmConfigSpec Spec, string KubeadmVerb, string KubeadmConfig, ImmutableArray<BootFile> Files)
{
    /// <summary>The call of kubeadm.</summary>
    /// <param name="path">Where the file is that it is given.</param>
    public string KubeadmCommand(string path)
    {
        var verbosity = Spec.Verbosity is { } level ? $" --v {level}" : "";
        return $"kubeadm {KubeadmVerb} --config {path}{verbosity}";
    }
}

using Slipway.Dev.Kubeadm;

namespace Slipway.Dev.Boot;

/// <summary>What a machine is to become, read out of its user data.</summary>
/// <param name="Identity">The machine.</param>
/// <param name="Registration">How its Node is registered.</param>
/// <param name="Init">What <c>kubeadm init</c> sets up; null when the machine joins.</param>
/// <param name="Discovery">How it joins; null when it starts the cluster.</param>
/// <param name="Pki">The authorities on its disk; null when it is a worker.</param>
/// <param name="ExtraSubjectNames">Names that the API server's certificate carries beside the usual ones.</param>
internal sealed record BootedMachine(
    MachineIdentity Identity,
    NodeRegistration Registration,
    KubeadmDocuments? Init,
    BootstrapDiscovery? Discovery,
    ClusterPki? Pki,
    IReadOnlyList<string> ExtraSubjectNames)
{
    public bool IsControlPlane => Pki is not null;
}

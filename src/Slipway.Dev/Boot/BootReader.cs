using Slipway.Dev.CloudInit;
using Slipway.Dev.Ignition;
using Slipway.Dev.Kubeadm;
using Slipway.Kubernetes.Versions;

namespace Slipway.Dev.Boot;

/// <summary>Boots a machine as far as its own disk decides: cloud-init's work, and what kubeadm checks before it talks to anyone.</summary>
internal static class BootReader
{
    /// <param name="userData">What the machine was given.</param>
    /// <param name="identity">The machine.</param>
    /// <param name="now">The time.</param>
    /// <param name="clusterConfiguration">
    /// What the first machine told the cluster of its configuration, which a control plane machine that joins goes by; null for nothing.
    /// </param>
    /// <exception cref="BootFailureException">The machine would never join.</exception>
    public static BootedMachine Read(string userData, MachineIdentity identity, DateTimeOffset now, string? clusterConfiguration = null)
    {
        if (!KubernetesVersion.TryParse(identity.KubernetesVersion, out var kubeadm))
        {
            throw new BootFailureException(
                BootFailureReasons.InvalidKubeadmConfig,
                $"there is no image with Kubernetes \"{identity.KubernetesVersion}\"; a version is like v1.31.0");
        }

        var config = IgnitionReader.IsFor(userData) ? IgnitionReader.Read(userData) : CloudConfigReader.Read(userData, identity.Hostname);
        var disk = VirtualDisk.Of(config);
        var command = KubeadmCommand.Find(config) ?? throw new BootFailureException(
            BootFailureReasons.KubeadmNotRun, "runcmd calls neither \"kubeadm init\" nor \"kubeadm join\"");
        var yaml = disk.ReadText(command.ConfigPath) ?? throw new BootFailureException(
            BootFailureReasons.KubeadmNotRun, "kubeadm's --config names a file that is not on the disk");

        var documents = KubeadmDocuments.Parse(yaml, kubeadm);
        var boot = new Boot(disk, identity, kubeadm, now);
        return command.Init ? ReadInit(documents, boot) : ReadJoin(documents, boot, clusterConfiguration);
    }

    private static BootedMachine ReadInit(KubeadmDocuments documents, Boot boot)
    {
        var cluster = documents.Find("ClusterConfiguration") ?? throw Missing("ClusterConfiguration");
        var init = documents.Find("InitConfiguration") ?? throw Missing("InitConfiguration");
        InitPreflight.Check(cluster, boot.Kubeadm);
        var pki = ClusterPki.Read(boot.Disk, cluster, boot.Now);
        new DiskKubeconfigs(boot.Disk, pki).CheckInit(boot.Kubeadm);
        var names = cluster.List("apiServer", "certSANs")?.Select(n => n?.ToString() ?? "").ToList() ?? [];
        var registration = NodeRegistration.Read(init, boot.Identity.Hostname);
        return new BootedMachine(boot.Identity, registration, documents, Discovery: null, pki, names);
    }

    private static BootedMachine ReadJoin(KubeadmDocuments documents, Boot boot, string? clusterConfiguration)
    {
        var join = documents.Find("JoinConfiguration") ?? throw Missing("JoinConfiguration");
        ClusterPki? pki = null;
        if (join.Has("controlPlane"))
        {
            var cluster = clusterConfiguration is null
                ? null
                : KubeadmDocuments.Parse(clusterConfiguration, boot.Kubeadm).Find("ClusterConfiguration");
            pki = ClusterPki.Read(boot.Disk, cluster, boot.Now);
            new DiskKubeconfigs(boot.Disk, pki).CheckJoin();
        }

        var registration = NodeRegistration.Read(join, boot.Identity.Hostname);
        var discovery = BootstrapDiscovery.Read(join, boot.Disk);
        return new BootedMachine(boot.Identity, registration, Init: null, discovery, pki, ExtraSubjectNames: []);
    }

    private static BootFailureException Missing(string kind) =>
        new(BootFailureReasons.InvalidKubeadmConfig, $"kubeadm's configuration has no {kind}");

    private sealed record Boot(VirtualDisk Disk, MachineIdentity Identity, KubernetesVersion Kubeadm, DateTimeOffset Now);
}

using Slipway.Dev.CloudInit;
using Slipway.Dev.Ignition;
using Slipway.Dev.Kubeadm;
using Slipway.Kubernetes.Versions;

namespace Slipway.Dev.Boot;

/// <summary>Boots a machine as far as its own disk decides: cloud-init's work, and what kubeadm checks before it talks to anyone.</summary>
internal static class BootReader
{
    private const string DefaultCertificatesDirectory = "/etc/kubernetes/pki";

    /// <exception cref="BootFailureException">The machine would never join.</exception>
    public static BootedMachine Read(string userData, MachineIdentity identity, DateTimeOffset now)
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
            BootFailureReasons.KubeadmNotRun, $"kubeadm's --config \"{command.ConfigPath}\" is not on the disk");

        var documents = KubeadmDocuments.Parse(yaml, kubeadm);
        return command.Init ? ReadInit(documents, disk, identity, kubeadm, now) : ReadJoin(documents, disk, identity, now);
    }

    private static BootedMachine ReadInit(
        KubeadmDocuments documents, VirtualDisk disk, MachineIdentity identity, KubernetesVersion kubeadm, DateTimeOffset now)
    {
        var cluster = documents.Find("ClusterConfiguration") ?? throw Missing("ClusterConfiguration");
        var init = documents.Find("InitConfiguration") ?? throw Missing("InitConfiguration");
        InitPreflight.Check(cluster, kubeadm);
        var pki = ClusterPki.Read(disk, cluster.Text("certificatesDir") ?? DefaultCertificatesDirectory, now);
        var names = cluster.List("apiServer", "certSANs")?.Select(n => n?.ToString() ?? "").ToList() ?? [];
        return new BootedMachine(identity, NodeRegistration.Read(init, identity.Hostname), documents, Discovery: null, pki, names);
    }

    private static BootedMachine ReadJoin(KubeadmDocuments documents, VirtualDisk disk, MachineIdentity identity, DateTimeOffset now)
    {
        var join = documents.Find("JoinConfiguration") ?? throw Missing("JoinConfiguration");
        var pki = join.Has("controlPlane") ? ClusterPki.Read(disk, DefaultCertificatesDirectory, now) : null;
        return new BootedMachine(
            identity, NodeRegistration.Read(join, identity.Hostname), Init: null, BootstrapDiscovery.Read(join, disk), pki, ExtraSubjectNames: []);
    }

    private static BootFailureException Missing(string kind) =>
        new(BootFailureReasons.InvalidKubeadmConfig, $"kubeadm's configuration has no {kind}");
}

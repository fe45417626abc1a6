using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How kubeadm, and the machine around it, are configured at first boot.</summary>
[MinProperties(1)]
public sealed class KubeadmConfigSpec
{
    /// <summary>Commands run very early at every boot, before files are written.</summary>
    [Items(1, 1000), ListAtomic, Length(1, 10240, Each = 1)]
    public List<string>? BootCommands { get; set; }

    /// <summary>kubeadm's cluster-wide configuration; only used by the first control plane machine.</summary>
    public ClusterConfiguration? ClusterConfiguration { get; set; }

    /// <summary>Partitions and file systems to make.</summary>
    public DiskSetup? DiskSetup { get; set; }

    /// <summary>Files to write before kubeadm runs.</summary>
    [Items(1, 200), ListAtomic]
    public List<BootstrapFile>? Files { get; set; }

    /// <summary>Form of the boot data: <c>cloud-config</c> or <c>ignition</c>. Default cloud-config.</summary>
    [Enum(BootstrapFormat.CloudConfig, BootstrapFormat.Ignition)]
    public string? Format { get; set; }

    /// <summary>What only holds for format ignition.</summary>
    public IgnitionSpec? Ignition { get; set; }

    /// <summary>kubeadm's configuration for the first control plane machine.</summary>
    public InitConfiguration? InitConfiguration { get; set; }

    /// <summary>kubeadm's configuration for every other machine.</summary>
    public JoinConfiguration? JoinConfiguration { get; set; }

    /// <summary>Mount entries, each with the fields of a line of fstab.</summary>
    [Items(1, 100), ListAtomic, Items(1, 100, Each = 1), Length(1, 512, Each = 2)]
    public List<List<string>>? Mounts { get; set; }

    /// <summary>Time synchronisation.</summary>
    public Ntp? Ntp { get; set; }

    /// <summary>Commands run after kubeadm.</summary>
    [Items(1, 1000), ListAtomic, Length(1, 10240, Each = 1)]
    public List<string>? PostKubeadmCommands { get; set; }

    /// <summary>Commands run before kubeadm.</summary>
    [Items(1, 1000), ListAtomic, Length(1, 10240, Each = 1)]
    public List<string>? PreKubeadmCommands { get; set; }

    /// <summary>User accounts to create.</summary>
    [Items(1, 100), ListAtomic]
    public List<User>? Users { get; set; }

    /// <summary>Log level of kubeadm, its flag <c>--v</c>.</summary>
    public int? Verbosity { get; set; }
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>etcd stacked on the control plane machines.</summary>
[MinProperties(1)]
public sealed class LocalEtcd
{
    /// <summary>Folder of the data. Default <c>/var/lib/etcd</c>.</summary>
    [Length(1, 512)]
    public string? DataDir { get; set; }

    /// <summary>Further command line flags.</summary>
    [Items(1, 100), ListMap("name", "value")]
    [Rule(
        "self.all(x, self.exists_one(y, x.name == y.name))",
        "extraArgs name must be unique")]
    public List<Arg>? ExtraArgs { get; set; }

    /// <summary>Further environment variables.</summary>
    [Items(1, 100), ListAtomic]
    public List<EnvVar>? ExtraEnvs { get; set; }

    /// <summary>Registry and path of the image. Unset: as the control plane's.</summary>
    [Length(1, 512)]
    public string? ImageRepository { get; set; }

    /// <summary>Tag of the image. Unset: kubeadm's default.</summary>
    [Length(1, 256)]
    public string? ImageTag { get; set; }

    /// <summary>Further names and addresses for the peer certificate.</summary>
    [Items(1, 100), ListAtomic, Length(1, 253, Each = 1)]
    public List<string>? PeerCertSANs { get; set; }

    /// <summary>Further names and addresses for the serving certificate.</summary>
    [Items(1, 100), ListAtomic, Length(1, 253, Each = 1)]
    public List<string>? ServerCertSANs { get; set; }
}

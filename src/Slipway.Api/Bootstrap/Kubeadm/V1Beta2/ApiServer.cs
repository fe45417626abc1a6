using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Extra settings of kube-apiserver.</summary>
[MinProperties(1)]
public sealed class ApiServer
{
    /// <summary>Further names and addresses for its serving certificate.</summary>
    [Items(1, 100), ListAtomic, Length(1, 253, Each = 1)]
    public List<string>? CertSANs { get; set; }

    /// <summary>Further command line flags.</summary>
    [Items(1, 100), ListMap("name", "value")]
    [Rule(
        "self.all(x, self.exists_one(y, x.name == y.name))",
        "extraArgs name must be unique")]
    public List<Arg>? ExtraArgs { get; set; }

    /// <summary>Further environment variables.</summary>
    [Items(1, 100), ListAtomic]
    public List<EnvVar>? ExtraEnvs { get; set; }

    /// <summary>Further files and folders of the machine mounted into the Pod.</summary>
    [Items(1, 100), ListAtomic]
    public List<HostPathMount>? ExtraVolumes { get; set; }
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Connection to an etcd cluster that Slipway does not manage.</summary>
public sealed class ExternalEtcd
{
    /// <summary>Path on the machine of the authority that signed etcd's certificates.</summary>
    [Required, Length(1, 512)]
    public string? CaFile { get; set; }

    /// <summary>Path on the machine of the client certificate.</summary>
    [Required, Length(1, 512)]
    public string? CertFile { get; set; }

    /// <summary>URLs of the members.</summary>
    [Required, Items(1, 50), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? Endpoints { get; set; }

    /// <summary>Path on the machine of the client key.</summary>
    [Required, Length(1, 512)]
    public string? KeyFile { get; set; }
}

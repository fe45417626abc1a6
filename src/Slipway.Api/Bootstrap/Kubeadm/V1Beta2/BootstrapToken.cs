using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A token with which machines join.</summary>
public sealed class BootstrapToken
{
    /// <summary>For a person.</summary>
    [Length(1, 512)]
    public string? Description { get; set; }

    /// <summary>When it ends; wins over ttlSeconds.</summary>
    public DateTime? Expires { get; set; }

    /// <summary>Further groups that it authenticates as.</summary>
    [Items(1, 100), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? Groups { get; set; }

    /// <summary>The token, <c>id.secret</c>: a secret.</summary>
    [Required, Length(1, 23)]
    public string? Token { get; set; }

    /// <summary>Seconds it lives; 0 means for ever. Default 86400.</summary>
    [Bounds(0)]
    public int? TtlSeconds { get; set; }

    /// <summary>What it is good for.</summary>
    [Items(1, 100), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? Usages { get; set; }
}

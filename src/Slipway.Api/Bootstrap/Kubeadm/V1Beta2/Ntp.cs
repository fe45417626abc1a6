using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Time synchronisation of the machine.</summary>
[MinProperties(1)]
public sealed class Ntp
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Servers to ask.</summary>
    [Items(Max = 100), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? Servers { get; set; }
}

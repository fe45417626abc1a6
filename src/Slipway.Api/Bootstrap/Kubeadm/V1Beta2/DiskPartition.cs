using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>The partitions of a device: layout or diskLayout.</summary>
[Rule(
    "[has(self.layout),has(self.diskLayout)].filter(x,x==true).size() == 1",
    "exactly one of the fields in [layout diskLayout] must be set")]
public sealed class DiskPartition
{
    /// <summary>Device to partition.</summary>
    [Required, Length(1, 256)]
    public string? Device { get; set; }

    /// <summary>Partitions in order, by share of the device.</summary>
    [Items(1, 100), ListAtomic]
    public List<DiskLayoutEntry>? DiskLayout { get; set; }

    /// <summary>True: one partition over the whole device; false: none.</summary>
    public bool? Layout { get; set; }

    /// <summary>Whether partitions already there are replaced; data is lost.</summary>
    public bool? Overwrite { get; set; }

    /// <summary><c>mbr</c> or <c>gpt</c>. Default mbr.</summary>
    [Enum(PartitionTableType.Mbr, PartitionTableType.Gpt)]
    public string? TableType { get; set; }
}

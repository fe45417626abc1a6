namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Kind of a partition table.</summary>
public static class PartitionTableType
{
    /// <summary>Master boot record.</summary>
    public const string Mbr = "mbr";

    /// <summary>GUID partition table.</summary>
    public const string Gpt = "gpt";
}

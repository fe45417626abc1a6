namespace Slipway.Api.Clusterctl.V1Alpha3;

/// <summary>The releases of one minor version.</summary>
public sealed class ReleaseSeries
{
    /// <summary>The contract that they speak, such as <c>v1beta2</c>.</summary>
    public string? Contract { get; set; }

    /// <summary>Major version.</summary>
    public int? Major { get; set; }

    /// <summary>Minor version.</summary>
    public int? Minor { get; set; }
}

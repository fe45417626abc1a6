namespace Slipway.Core.MachineSets.Preflight;

/// <summary>Names of the checks before a set creates Machines, as the annotation that skips them has them.</summary>
internal static class PreflightCheck
{
    public const string All = "All";
    public const string ControlPlaneIsStable = "ControlPlaneIsStable";
    public const string KubernetesVersionSkew = "KubernetesVersionSkew";
    public const string KubeadmVersionSkew = "KubeadmVersionSkew";
    public const string ControlPlaneVersionSkew = "ControlPlaneVersionSkew";
}

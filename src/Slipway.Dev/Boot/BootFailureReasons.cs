namespace Slipway.Dev.Boot;

/// <summary>Why a machine did not come up.</summary>
internal static class BootFailureReasons
{
    public const string InvalidUserData = "InvalidUserData";
    public const string KubeadmNotRun = "KubeadmNotRun";
    public const string InvalidKubeadmConfig = "InvalidKubeadmConfig";
    public const string InvalidCertificates = "InvalidCertificates";
    public const string InvalidKubeconfigs = "InvalidKubeconfigs";
    public const string PreflightFailed = "KubeadmPreflightFailed";
    public const string DiscoveryFailed = "KubeadmDiscoveryFailed";
    public const string EndpointUnreachable = "APIEndpointUnreachable";
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A program that gives credentials.</summary>
public sealed class KubeConfigAuthExec
{
    /// <summary>Version of the ExecCredential it speaks. Default <c>client.authentication.k8s.io/v1</c>.</summary>
    [Length(1, 512)]
    public string? ApiVersion { get; set; }

    /// <summary>Arguments.</summary>
    [Items(1, 100), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? Args { get; set; }

    /// <summary>The program.</summary>
    [Required, Length(1, 1024)]
    public string? Command { get; set; }

    /// <summary>Further environment variables.</summary>
    [Items(1, 100), ListAtomic]
    public List<KubeConfigAuthExecEnv>? Env { get; set; }

    /// <summary>Whether it is told about the server. Default false.</summary>
    public bool? ProvideClusterInfo { get; set; }
}

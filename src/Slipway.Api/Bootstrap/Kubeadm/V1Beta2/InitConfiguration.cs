using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>kubeadm's configuration for the first control plane machine.</summary>
[MinProperties(1)]
public sealed class InitConfiguration
{
    /// <summary>Tokens kubeadm creates for joining.</summary>
    [Items(1, 100), ListAtomic]
    public List<BootstrapToken>? BootstrapTokens { get; set; }

    /// <summary>Address this machine's API server announces.</summary>
    public LocalApiEndpoint? LocalAPIEndpoint { get; set; }

    /// <summary>How the Node registers.</summary>
    public NodeRegistrationOptions? NodeRegistration { get; set; }

    /// <summary>Patches for the static Pods kubeadm writes.</summary>
    public Patches? Patches { get; set; }

    /// <summary>Phases of kubeadm to leave out.</summary>
    [Items(1, 50), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? SkipPhases { get; set; }

    /// <summary>kubeadm's timeouts.</summary>
    public Timeouts? Timeouts { get; set; }
}

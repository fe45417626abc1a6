namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>
/// Defaults that boot data had up to v1beta1. Objects of that time hold them; what is compared with such an object gets them too, so that
/// nothing is rolled out for their sake.
/// </summary>
internal static class PreviousDefaults
{
    private const string PullPolicy = "IfNotPresent";

    public static void Set(KubeadmConfigSpec spec)
    {
        spec.Format ??= BootstrapFormat.CloudConfig;
        var init = spec.InitConfiguration ??= new InitConfiguration();
        var join = spec.JoinConfiguration ??= new JoinConfiguration();
        (init.NodeRegistration ??= new NodeRegistrationOptions()).ImagePullPolicy ??= PullPolicy;
        (join.NodeRegistration ??= new NodeRegistrationOptions()).ImagePullPolicy ??= PullPolicy;
        if (join.Discovery?.File?.KubeConfig?.User?.Exec is { } exec)
        {
            exec.ApiVersion ??= "client.authentication.k8s.io/v1";
        }
    }
}

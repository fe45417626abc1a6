namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>When images are pulled.</summary>
public static class PullPolicy
{
    /// <summary>At every start.</summary>
    public const string Always = "Always";

    /// <summary>When it is not there yet.</summary>
    public const string IfNotPresent = "IfNotPresent";

    /// <summary>Never: it must be there.</summary>
    public const string Never = "Never";
}

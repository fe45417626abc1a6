namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Kinds of objects that hold manifests.</summary>
public static class ResourceKind
{
    /// <summary>A Secret of the type for manifests.</summary>
    public const string Secret = "Secret";

    /// <summary>A ConfigMap.</summary>
    public const string ConfigMap = "ConfigMap";
}

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Source of an environment variable's value: one of these.</summary>
public sealed class EnvVarSource
{
    /// <summary>A key of a ConfigMap.</summary>
    public KeySelector? ConfigMapKeyRef { get; set; }

    /// <summary>A field of the Pod.</summary>
    public ObjectFieldSelector? FieldRef { get; set; }

    /// <summary>A key of an environment file in a volume.</summary>
    public FileKeySelector? FileKeyRef { get; set; }

    /// <summary>A resource request or limit of the container.</summary>
    public ResourceFieldSelector? ResourceFieldRef { get; set; }

    /// <summary>A key of a Secret.</summary>
    public KeySelector? SecretKeyRef { get; set; }
}

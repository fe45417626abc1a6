namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Kind of key for certificates.</summary>
public static class KeyAlgorithm
{
    /// <summary>ECDSA on curve P-256.</summary>
    public const string EcdsaP256 = "ECDSA-P256";

    /// <summary>ECDSA on curve P-384.</summary>
    public const string EcdsaP384 = "ECDSA-P384";

    /// <summary>RSA, 2048 bits.</summary>
    public const string Rsa2048 = "RSA-2048";

    /// <summary>RSA, 3072 bits.</summary>
    public const string Rsa3072 = "RSA-3072";

    /// <summary>RSA, 4096 bits.</summary>
    public const string Rsa4096 = "RSA-4096";
}

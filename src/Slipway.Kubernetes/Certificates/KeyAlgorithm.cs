namespace Slipway.Kubernetes.Certificates;

/// <summary>The kinds of private key that kubeadm's <c>encryptionAlgorithm</c> names.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on P-256: the default here, as an RSA key costs a thousand times its CPU.</summary>
    EcdsaP256,

    /// <summary>ECDSA on P-384.</summary>
    EcdsaP384,

    /// <summary>RSA of 2048 bits, kubeadm's own default.</summary>
    Rsa2048,

    /// <summary>RSA of 3072 bits.</summary>
    Rsa3072,

    /// <summary>RSA of 4096 bits.</summary>
    Rsa4096,
}

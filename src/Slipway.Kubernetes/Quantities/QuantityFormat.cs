namespace Slipway.Kubernetes.Quantities;

/// <summary>The family of suffixes that a quantity is written with.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten by letter: m, k, M, G.</summary>
    DecimalSI,

    /// <summary>Powers of two by letter: Ki, Mi, Gi.</summary>
    BinarySI,

    /// <summary>Powers of ten by exponent: e3.</summary>
    DecimalExponent,
}

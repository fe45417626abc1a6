namespace Slipway.Kubernetes.Randomness;

/// <summary>Where random bits come from, so that a simulation can own them.</summary>
public interface IRandomSource
{
    /// <summary>Fills the buffer with unpredictable bytes.</summary>
    void Fill(Span<byte> buffer);
}

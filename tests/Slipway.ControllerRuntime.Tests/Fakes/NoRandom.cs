using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>Random bits that are always zero: no jitter.</summary>
internal sealed class NoRandom : IRandomSource
{
    public void Fill(Span<byte> buffer) => buffer.Clear();
}

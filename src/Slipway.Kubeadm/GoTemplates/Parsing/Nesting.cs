namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Counts how deep what is being read lies, so that no template exhausts the stack.</summary>
internal sealed class Nesting(SourceText source, int most)
{
    private int _depth;

    /// <summary>One deeper until the result is disposed of.</summary>
    public Level Enter(int offset) => ++_depth > most
        ? throw source.Error(offset, $"nested more than {most} deep")
        : new Level(this);

    /// <summary>One level.</summary>
    public readonly struct Level(Nesting nesting) : IDisposable
    {
        /// <summary>Leaves it.</summary>
        public void Dispose() => nesting._depth--;
    }
}

using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Testing.Fuzzing;

/// <summary>Says which input a property is at, in a file that is left when the process dies of it, and its figures at the end.</summary>
internal sealed class FuzzTrace(string folder, string name) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(Path.Combine(folder, name + ".seed"), FileMode.Create, FileAccess.Write);
    private readonly byte[] _text = new byte[11];

    public void At(int seed)
    {
        _text.AsSpan().Fill((byte)' ');
        seed.TryFormat(_text, out _, provider: CultureInfo.InvariantCulture);
        RandomAccess.Write(_file, _text, 0);
    }

    public void End(int inputs, int causes)
    {
        File.AppendAllText(
            Path.Combine(folder, "figures"), string.Create(CultureInfo.InvariantCulture, $"{name} {inputs} inputs {causes} failures\n"));
        File.Delete(Path.Combine(folder, name + ".seed"));
    }

    public void Dispose() => _file.Dispose();
}

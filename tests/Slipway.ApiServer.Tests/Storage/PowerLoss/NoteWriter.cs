namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>Writes notes, a line each, so that the recording has them among the other operations.</summary>
internal sealed class NoteWriter(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Add(string note)
    {
        lock (_gate)
        {
            _file.Write(System.Text.Encoding.UTF8.GetBytes(note + "\n"));
        }
    }

    public void Dispose() => _file.Dispose();
}

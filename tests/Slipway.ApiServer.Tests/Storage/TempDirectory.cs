namespace Slipway.ApiServer.Tests.Storage;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("slipway-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

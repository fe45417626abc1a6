namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>Something that a program did to a file or a directory.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">The file or directory.</param>
internal sealed record FileOperation(FileOperationKind Kind, string Path)
{
    /// <summary>Where a write begins, or the size that a file is given.</summary>
    public long Position { get; init; }

    /// <summary>What is written.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>The new path of what is renamed.</summary>
    public string Target { get; init; } = "";
}

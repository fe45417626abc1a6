namespace Slipway.Dev.CloudInit;

/// <summary>One entry of <c>write_files</c>, decoded.</summary>
/// <param name="Path">Where it is written.</param>
/// <param name="Content">What is written.</param>
/// <param name="Append">Whether it is added to what is there.</param>
internal sealed record WriteFile(string Path, byte[] Content, bool Append);

namespace Slipway.ApiServer.Tests.Planes;

/// <summary>Programs of this machine that tests use when they are there.</summary>
internal static class ProgramPath
{
    /// <summary>The program's file, or null when it is not on the PATH.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}

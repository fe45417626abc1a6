using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>The kubectls of this machine, each minor version under its usual file name.</summary>
internal static class KubectlPrograms
{
    private const string FoldersVariable = "SLIPWAY_KUBECTLS";

    /// <summary>
    /// The files <c>kubectl</c> and <c>kubectl.1.NN</c> of the PATH, and those of the folders in the variable SLIPWAY_KUBECTLS,
    /// which are parted as in the PATH.
    /// </summary>
    public static TheoryData<string> Found()
    {
        var folders = (Environment.GetEnvironmentVariable(FoldersVariable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "kubectl*"))
            .Where(IsProgram);
        var named = Enumerable.Range(27, 7)
            .Select(minor => $"kubectl.1.{minor}")
            .Prepend("kubectl")
            .Select(ProgramPath.Find)
            .OfType<string>();
        return new(named.Concat(folders).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static bool IsProgram(string file) =>
        Path.GetFileNameWithoutExtension(file) is "kubectl" || Path.GetFileName(file).StartsWith("kubectl.1.", StringComparison.Ordinal);
}

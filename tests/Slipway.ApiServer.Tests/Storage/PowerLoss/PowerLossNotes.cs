using System.Globalization;
using System.Text;

namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>What <see cref="PowerLossWriter"/> had tried and been answered by some moment.</summary>
internal sealed class PowerLossNotes
{
    public const string Space = "plane";
    public const string Deleted = "-";

    private const string FileName = "notes";

    private readonly Dictionary<string, long> _backing = [];

    /// <summary>By resource and name: the last version that was answered, with its revision.</summary>
    public Dictionary<(string Resource, string Name), (string Version, long Revision)> Answered { get; } = [];

    /// <summary>By resource and name: what is under way.</summary>
    public Dictionary<(string Resource, string Name), string> Tried { get; } = [];

    /// <summary>The spaces that were made, and not asked to be dropped.</summary>
    public HashSet<string> Made { get; } = [];

    /// <summary>The spaces that are gone.</summary>
    public HashSet<string> Dropped { get; } = [];

    /// <summary>The backups that are whole, with the greatest revision answered before each.</summary>
    public Dictionary<string, long> Backups { get; } = [];

    /// <summary>The greatest revision that was answered.</summary>
    public long Revision { get; private set; }

    public static string FileOf(string root) => Path.Combine(root, FileName);

    public static string DataOf(string root) => Path.Combine(root, "planes", "one");

    public static string KeysOf(string root) => Path.Combine(root, "planes", "keys", "encryption.key");

    /// <summary>What an object of that name and version holds: a few kilobytes, other ones for each.</summary>
    public static string Content(string name, string version)
    {
        var random = new Random(name.Sum(static c => c) + version[0]);
        var content = new StringBuilder($"{name}/{version}/");
        for (var length = random.Next(200, 4000); length > 0; length--)
        {
            content.Append((char)random.Next('a', 'z'));
        }

        return content.ToString();
    }

    /// <summary>Takes note of an operation on the file of notes.</summary>
    public static bool IsNote(FileOperation operation) => Path.GetFileName(operation.Path) == FileName;

    public void Add(FileOperation operation)
    {
        if (operation.Kind == FileOperationKind.Write)
        {
            Add(Encoding.UTF8.GetString(operation.Data).TrimEnd().Split(' '));
        }
    }

    private void Add(string[] words)
    {
        switch (words)
        {
            case ["try", var resource, var name, var version]:
                Tried[(resource, name)] = version;
                break;
            case ["did", var resource, var name, var version, var revision]:
                var answered = long.Parse(revision, CultureInfo.InvariantCulture);
                Tried.Remove((resource, name));
                Answered[(resource, name)] = (version, answered);
                Revision = Math.Max(Revision, answered);
                break;
            case ["made", var space]:
                Made.Add(space);
                break;
            case ["dropping", var space]:
                Made.Remove(space);
                break;
            case ["dropped", var space]:
                Dropped.Add(space);
                break;
            case ["backing", var life]:
                _backing[life] = Revision;
                break;
            case ["backup", var life]:
                Backups[life] = _backing[life];
                break;
        }
    }
}

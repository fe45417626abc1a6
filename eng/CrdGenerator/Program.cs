using Slipway.CrdGenerator;

var folder = args.Length > 0 ? args[0] : Path.Combine("src", "Slipway.Api", "Crds");
Directory.CreateDirectory(folder);
foreach (var (name, content) in CrdFiles.Generate(folder))
{
    await File.WriteAllTextAsync(Path.Combine(folder, name), content);
    Console.WriteLine(name);
}
